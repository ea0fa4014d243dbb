//! Just enough HTTP/1.1 to know where a message ends.
//!
//! A message is kept as the bytes it came in: head, length or chunks, body. Nothing is understood
//! that is not needed for that.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// Requests and answers differ in what a missing length means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Message {
    /// Without a length it has no body.
    Request,
    /// Without a length it goes on until the connection ends.
    Answer,
}

/// More than any message of the protocol, so that a mistake here does not fill the memory.
const LARGEST: u64 = 32 << 20;

/// Reads one message; `None` where the connection ended before it began.
pub(super) async fn read<R: AsyncBufRead + Unpin>(
    reader: &mut R,
    message: Message,
) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let mut head = Head::default();
    loop {
        let line = read_line(reader, &mut bytes).await?;
        match line.as_str() {
            "" if bytes.is_empty() => return Ok(None),
            "" => return Err(io::ErrorKind::UnexpectedEof.into()),
            "\r\n" => break,
            line => head.learn(line),
        }
    }
    match head {
        Head { bodiless: true, .. } => {}
        Head { chunked: true, .. } => read_chunks(reader, &mut bytes).await?,
        Head { length: Some(length), .. } => read_exactly(reader, length, &mut bytes).await?,
        _ if message == Message::Answer => {
            reader.take(LARGEST).read_to_end(&mut bytes).await?;
        }
        _ => {}
    }
    Ok(Some(bytes))
}

/// What the head says about the end of the body.
#[derive(Default)]
struct Head {
    chunked: bool,
    length: Option<u64>,
    /// Its status allows no body.
    bodiless: bool,
}

impl Head {
    fn learn(&mut self, line: &str) {
        if let Some(status) = line.strip_prefix("HTTP/1.1 ") {
            self.bodiless = status.starts_with(['1']) || status.starts_with("204");
        }
        let Some((name, value)) = line.split_once(':') else {
            return;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => self.length = value.trim().parse().ok(),
            "transfer-encoding" => self.chunked = value.contains("chunked"),
            _ => {}
        }
    }
}

/// Reads chunk by chunk to the empty one, and the trailer after it.
async fn read_chunks<R: AsyncBufRead + Unpin>(
    reader: &mut R,
    bytes: &mut Vec<u8>,
) -> io::Result<()> {
    loop {
        let line = read_line(reader, bytes).await?;
        let size = line.trim_end().split(';').next().unwrap_or_default();
        let size = u64::from_str_radix(size, 16).map_err(|_| io::ErrorKind::InvalidData)?;
        if size == 0 {
            break;
        }
        // Two more bytes end the line after the chunk.
        read_exactly(reader, size.saturating_add(2), bytes).await?;
    }
    while !matches!(read_line(reader, bytes).await?.as_str(), "" | "\r\n") {}
    Ok(())
}

async fn read_exactly<R: AsyncBufRead + Unpin>(
    reader: &mut R,
    length: u64,
    bytes: &mut Vec<u8>,
) -> io::Result<()> {
    if length > LARGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let read = reader.take(length).read_to_end(bytes).await?;
    if (read as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

/// Appends one line to `bytes` and gives it as text; empty where the connection ended.
async fn read_line<R: AsyncBufRead + Unpin>(
    reader: &mut R,
    bytes: &mut Vec<u8>,
) -> io::Result<String> {
    const LONGEST: u64 = 64 << 10;
    let mut line = Vec::new();
    reader.take(LONGEST).read_until(b'\n', &mut line).await?;
    bytes.extend_from_slice(&line);
    Ok(String::from_utf8_lossy(&line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn messages(text: &str, message: Message) -> Vec<String> {
        let mut reader = text.as_bytes();
        let mut found = Vec::new();
        while let Some(bytes) = read(&mut reader, message).await.unwrap() {
            found.push(String::from_utf8(bytes).unwrap());
        }
        found
    }

    #[tokio::test]
    async fn messages_end_where_their_head_says() {
        let with_length = "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
        let bare = "GET /health HTTP/1.1\r\nhost: x\r\n\r\n";
        let text = format!("{with_length}{bare}{with_length}");
        let found = messages(&text, Message::Request).await;
        assert_eq!(found, [with_length, bare, with_length]);
    }

    #[tokio::test]
    async fn chunks_are_read_to_the_empty_one() {
        let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\
                       3\r\nabc\r\n2;x=y\r\n\r\n\r\n0\r\n\r\n";
        let bodiless = "HTTP/1.1 204 No Content\r\n\r\n";
        let found = messages(&format!("{chunked}{bodiless}"), Message::Answer).await;
        assert_eq!(found, [chunked, bodiless]);
    }

    #[tokio::test]
    async fn an_answer_without_a_length_lasts_as_long_as_the_connection() {
        let endless = "HTTP/1.1 200 OK\r\n\r\nabc";
        assert_eq!(messages(endless, Message::Answer).await, [endless]);
    }

    #[tokio::test]
    async fn what_ends_too_early_is_no_message() {
        for text in [
            "GET / HT",
            "POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nabc",
            "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc",
            "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
        ] {
            let read = read(&mut text.as_bytes(), Message::Request).await;
            assert!(read.is_err(), "{text}");
        }
    }
}
