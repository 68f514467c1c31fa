//! How payloads travel: as text, each compressed by itself, or all in one compressed stream.

use std::fmt;

use axum::extract::ws::{Message, Utf8Bytes};
use flate2::{Compress, Compression, FlushCompress};
use zstd_safe::zstd_sys::ZSTD_EndDirective;
use zstd_safe::{CCtx, CParameter, InBuffer, OutBuffer};

/// A payload as JSON; clones share it.
pub(super) type Payload = Utf8Bytes;

/// How payloads travel to the client.
pub(super) enum Transport {
    /// As text.
    Plain,
    /// Each a zlib stream of its own, asked for by `compress: true` in the identify payload.
    Payloads(Box<Compress>),
    /// All in one zlib stream, asked for by `compress=zlib-stream` in the address.
    Zlib(Box<Compress>),
    /// All in one zstd frame that never ends, asked for by `compress=zstd-stream` in the address.
    Zstd(CCtx<'static>),
    /// Asked for something that is not spoken here.
    Unknown,
}

impl Transport {
    pub(super) fn new(compress: Option<&str>) -> Self {
        match compress {
            None | Some("") => Self::Plain,
            Some("zlib-stream") => Self::Zlib(Box::new(Compress::new(Compression::fast(), true))),
            Some("zstd-stream") => Self::Zstd(zstd_context()),
            Some(_) => Self::Unknown,
        }
    }

    /// Takes up `compress: true`, unless the whole stream is compressed anyway.
    pub(super) fn compress_payloads(&mut self) {
        if matches!(self, Self::Plain) {
            *self = Self::Payloads(Box::new(Compress::new(Compression::fast(), true)));
        }
    }

    /// The frame that carries `payload`.
    pub(super) fn frame(&mut self, payload: &Payload) -> Message {
        match self {
            Self::Plain | Self::Unknown => Message::Text(payload.clone()),
            Self::Payloads(stream) => {
                stream.reset();
                Message::Binary(deflate(stream, payload.as_bytes(), FlushCompress::Finish).into())
            }
            Self::Zlib(stream) => Message::Binary(deflate(stream, payload.as_bytes(), FlushCompress::Sync).into()),
            Self::Zstd(stream) => Message::Binary(zstd(stream, payload.as_bytes()).into()),
        }
    }
}

/// A context is not printable; which of them it is says enough.
impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "Plain",
            Self::Payloads(_) => "Payloads",
            Self::Zlib(_) => "Zlib",
            Self::Zstd(_) => "Zstd",
            Self::Unknown => "Unknown",
        })
    }
}

fn zstd_context() -> CCtx<'static> {
    let mut context = CCtx::create();
    // The fastest of the usual levels is within zstd's bounds, so it is always taken.
    let _ = context.set_parameter(CParameter::CompressionLevel(1));
    context
}

fn zstd(stream: &mut CCtx<'static>, input: &[u8]) -> Vec<u8> {
    let mut output = Vec::with_capacity(input.len() / 2 + 64);
    let mut input = InBuffer::around(input);
    loop {
        let written = output.len();
        let mut end = OutBuffer::around_pos(&mut output, written);
        // Compressing into memory cannot fail; a broken stream would show at the client.
        let left = stream.compress_stream2(&mut end, &mut input, ZSTD_EndDirective::ZSTD_e_flush).unwrap_or(0);
        if left == 0 {
            return output;
        }
        output.reserve(left.max(64));
    }
}

fn deflate(stream: &mut Compress, mut input: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut output = Vec::with_capacity(input.len() / 2 + 64);
    loop {
        let before = stream.total_in();
        // Compressing into memory cannot fail; a broken stream would show at the client.
        let _ = stream.compress_vec(input, &mut output, flush);
        input = &input[(stream.total_in() - before) as usize..];
        if input.is_empty() && output.len() < output.capacity() {
            return output;
        }
        output.reserve(output.capacity().max(64));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn bytes(frame: Message) -> Vec<u8> {
        match frame {
            Message::Binary(bytes) => bytes.to_vec(),
            other => panic!("expected a binary frame, got {other:?}"),
        }
    }

    #[test]
    fn a_compressed_payload_is_one_whole_zlib_stream() {
        let mut transport = Transport::new(None);
        transport.compress_payloads();
        for payload in ["x1".repeat(40_000), "short".to_owned()] {
            let frame = bytes(transport.frame(&Payload::from(payload.as_str())));
            let mut text = String::new();
            flate2::read::ZlibDecoder::new(&frame[..]).read_to_string(&mut text).expect("the stream is whole");
            assert_eq!(text, payload);
        }
    }

    #[test]
    fn a_zstd_stream_gives_one_whole_payload_a_frame() {
        let mut transport = Transport::new(Some("zstd-stream"));
        let mut reader = zstd_safe::DCtx::create();
        for payload in ["x1".repeat(40_000), "short".to_owned(), format!("{:?}", (0..9_999).collect::<Vec<u32>>())] {
            let frame = bytes(transport.frame(&Payload::from(payload.as_str())));
            let mut text = Vec::with_capacity(payload.len() + 1);
            let mut input = InBuffer::around(&frame);
            while input.pos < frame.len() {
                let read = text.len();
                let mut end = OutBuffer::around_pos(&mut text, read);
                reader.decompress_stream(&mut end, &mut input).expect("the stream goes on");
            }
            assert_eq!(text, payload.as_bytes());
        }
    }

    #[test]
    fn frames_of_a_stream_end_where_clients_look_for_the_end() {
        let mut transport = Transport::new(Some("zlib-stream"));
        let frames = ["first", "second"].map(|payload| bytes(transport.frame(&Payload::from_static(payload))));
        assert!(frames.iter().all(|frame| frame.ends_with(&[0, 0, 0xFF, 0xFF])));
        let mut reader = flate2::Decompress::new(true);
        let mut text = Vec::with_capacity(100);
        for frame in &frames {
            reader.decompress_vec(frame, &mut text, flate2::FlushDecompress::Sync).expect("the stream goes on");
        }
        assert_eq!(text, b"firstsecond");
    }
}
