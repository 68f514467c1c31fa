// Colours that bots and servers choose, made readable on this page's light and dark grounds.

// The grounds of page.css that leave the least room: --hover in the light scheme, --mention in the dark one.
const LIGHT_GROUND = 0xe9e6de;
const DARK_GROUND = 0x26354b;
const NEEDED = 4.5;

const channels = (colour) => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];

/** A 24-bit number as `#rrggbb`. */
export const hex = (colour) => `#${colour.toString(16).padStart(6, "0")}`;

function luminance(colour) {
  const [r, g, b] = channels(colour).map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function mix(colour, other, share) {
  const to = channels(other);
  return channels(colour).reduce((sum, c, i) => (sum << 8) | Math.round(c + (to[i] - c) * share), 0);
}

/** `colour`, moved towards `pole` until it reads on `ground`. */
export function readableOn(colour, ground, pole) {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(colour, pole, share);
    if (contrast(candidate, ground) >= NEEDED) return candidate;
  }
  return pole;
}

/** A CSS colour for text that keeps the hue and can be read in both schemes. */
export function readable(colour) {
  return `light-dark(${hex(readableOn(colour, LIGHT_GROUND, 0x000000))}, ${hex(readableOn(colour, DARK_GROUND, 0xffffff))})`;
}
