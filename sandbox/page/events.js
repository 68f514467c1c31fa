// The event stream of one person: connects, reconnects with a growing pause, and says when something may have been missed.

const NAMES = [
  "message_create", "message_update", "message_delete", "messages_delete", "reactions", "poll", "interaction", "channel_update",
  "typing", "commands_update", "presence",
];
const LONGEST_PAUSE = 8000;

/**
 * Opens the stream at `url`. `handlers` has one function per event name, `connection(state)` with "connecting", "open" or
 * "lost", `hello()` once the stream stands for the first time, and `resync()` after a gap. Returns a function that closes the stream.
 */
export function watch(url, handlers) {
  let source = null;
  let timer = 0;
  let pause = 500;
  let greeted = false;

  function connect() {
    source = new EventSource(url);
    for (const name of NAMES) source.addEventListener(name, (event) => handlers[name](JSON.parse(event.data)));
    source.addEventListener("resync", () => handlers.resync());
    source.addEventListener("hello", greet);
    source.addEventListener("error", retry);
  }

  function greet() {
    pause = 500;
    handlers.connection("open");
    if (greeted) handlers.resync();
    else handlers.hello();
    greeted = true;
  }

  function retry() {
    source.close();
    handlers.connection("lost");
    clearTimeout(timer);
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  function close() {
    clearTimeout(timer);
    source.close();
  }

  /** Back from the browser's memory of pages left, where the stream was closed. */
  function reappear(event) {
    if (event.persisted) connect();
  }

  handlers.connection("connecting");
  connect();
  // A page that was left and is remembered would keep its stream, and browsers have six connections to a place.
  addEventListener("pagehide", close);
  addEventListener("pageshow", reappear);
  return () => {
    removeEventListener("pagehide", close);
    removeEventListener("pageshow", reappear);
    close();
  };
}
