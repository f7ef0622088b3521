//! A line to the county that is cut at a wanted place; one fault a line.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;

/// Where the line is cut, once a package has begun to travel.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cut {
    /// After so many bytes of it.
    Within(usize),
    /// When the county has answered, before anybody hears the answer.
    Answer,
}

/// Opens a line to the county and answers with its address. It carries one conversation.
pub(crate) fn line(county: SocketAddr, cut: Cut) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (near, _) = listener.accept().unwrap();
        let far = TcpStream::connect(county).unwrap();
        carry(near, far, cut);
    });
    address
}

fn carry(mut near: TcpStream, mut far: TcpStream, cut: Cut) {
    let mut piece = [0; 1024];
    loop {
        // One question after the other, as the client asks them: first all of it up …
        let mut asked = Vec::new();
        while !whole(&asked) {
            let Ok(count @ 1..) = near.read(&mut piece) else {
                return;
            };
            asked.extend(&piece[..count]);
        }
        let travels = asked.starts_with(b"PUT ");
        match cut {
            Cut::Within(bytes) if travels => {
                far.write_all(&asked[..bytes.min(asked.len() - 1)]).unwrap();
                let _ = near.shutdown(Shutdown::Both);
                let _ = far.shutdown(Shutdown::Both);
                return;
            }
            Cut::Within(_) | Cut::Answer => far.write_all(&asked).unwrap(),
        }
        // … then all of the answer down.
        let mut answered = Vec::new();
        while !whole(&answered) {
            let Ok(count @ 1..) = far.read(&mut piece) else {
                return;
            };
            answered.extend(&piece[..count]);
        }
        if travels {
            let _ = near.shutdown(Shutdown::Both);
            return;
        }
        near.write_all(&answered).unwrap();
    }
}

/// Whether head and body of a message are there.
fn whole(heard: &[u8]) -> bool {
    let end = heard.windows(4).position(|four| four == b"\r\n\r\n");
    let Some(end) = end else { return false };
    let head = String::from_utf8_lossy(&heard[..end]).to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    heard.len() >= end + 4 + length.unwrap_or(0)
}
