//! The frames in which the stream crosses the pipe: four bytes of length, then postcard; the
//! reading end refuses a length before it makes room for it.

use std::io::{ErrorKind, Read, Write};

use crate::error::Fault;
use crate::gather::{Message, Meter, Sink};
use crate::limits::Limits;

/// No honest frame is larger: a batch of rows, or all marks of one sheet.
fn largest(limits: &Limits) -> u64 {
    limits
        .text
        .saturating_mul(2)
        .saturating_add(64 << 20)
        .min(u64::from(u32::MAX))
}

/// Writes the stream as frames.
pub(crate) struct FrameWriter<W> {
    output: W,
    meter: Meter,
    buffer: Vec<u8>,
}

impl<W: Write> FrameWriter<W> {
    pub(crate) fn new(output: W, limits: &Limits) -> Self {
        Self {
            output,
            meter: Meter::new(*limits),
            buffer: Vec::new(),
        }
    }

    /// Sends a step whatever the meter says: the last word of a reading that failed.
    pub(crate) fn send(&mut self, message: &Message) -> Result<(), Fault> {
        let broken = |detail: String| Fault::ReaderBroken { detail };
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        buffer.extend([0; 4]);
        buffer = postcard::to_extend(message, buffer).map_err(|error| broken(error.to_string()))?;
        let length = u32::try_from(buffer.len() - 4).map_err(|error| broken(error.to_string()))?;
        buffer[..4].copy_from_slice(&length.to_le_bytes());
        let sent = self
            .output
            .write_all(&buffer)
            .and_then(|()| self.output.flush());
        self.buffer = buffer;
        sent.map_err(|error| broken(error.to_string()))
    }
}

impl<W: Write> Sink for FrameWriter<W> {
    fn take(&mut self, message: Message) -> Result<(), Fault> {
        self.meter.weigh(&message)?;
        self.send(&message)
    }
}

/// Reads one frame into `buffer`; `None` when the stream ends where a frame would begin.
pub(crate) fn next_message(
    input: &mut impl Read,
    buffer: &mut Vec<u8>,
    limits: &Limits,
) -> Result<Option<Message>, Fault> {
    let broken = |detail: &str| Fault::ReaderBroken {
        detail: detail.to_owned(),
    };
    let mut length = [0_u8; 4];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(broken(&error.to_string())),
    }
    let length = u64::from(u32::from_le_bytes(length));
    if length > largest(limits) {
        return Err(broken("frame too long"));
    }
    buffer.clear();
    // Room grows with what arrives, not with what was announced.
    let read = input
        .take(length)
        .read_to_end(buffer)
        .map_err(|error| broken(&error.to_string()))?;
    if read as u64 != length {
        return Ok(None);
    }
    postcard::from_bytes(buffer)
        .map(Some)
        .map_err(|error| broken(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::{CellKind, Row};

    #[test]
    fn frames_cross_and_cut_ones_do_not() {
        let limits = Limits::default();
        let mut row = Row::new(2);
        row.push(1, CellKind::Text, "上坪村");
        let mut bytes = Vec::new();
        FrameWriter::new(&mut bytes, &limits)
            .take(Message::Rows(vec![row.clone()]))
            .unwrap();
        let mut buffer = Vec::new();
        let message = next_message(&mut bytes.as_slice(), &mut buffer, &limits).unwrap();
        assert!(matches!(message, Some(Message::Rows(rows)) if rows == [row]));
        let cut = &bytes[..bytes.len() - 1];
        assert!(
            next_message(&mut &cut[..], &mut buffer, &limits)
                .unwrap()
                .is_none()
        );
        let long = [0xFF; 8];
        assert!(next_message(&mut &long[..], &mut buffer, &limits).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(0_u8.., 0..300)) {
            let _ = next_message(&mut bytes.as_slice(), &mut Vec::new(), &Limits::default());
        }
    }
}
