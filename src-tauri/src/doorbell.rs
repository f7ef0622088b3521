//! One window for each office: a second start rings at the first window, which comes forward and
//! takes the files that the second start was given.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{GenericNamespaced, Listener, ListenerOptions, Name, Stream};

/// What the window answers whoever rang.
const HEARD: &[u8] = b"ring\n";
/// More is not listened to: a path has at most some hundreds of characters.
const LONGEST: u64 = 1 << 16;

/// Rings at the window that has the office in `folder` open and hands `files` in; false where nobody
/// answers.
pub(crate) fn ring(folder: &Path, files: &[PathBuf]) -> bool {
    let Some(name) = name(folder) else {
        return false;
    };
    let Ok(mut stream) = Stream::connect(name) else {
        return false;
    };
    // One line: the files as JSON, in which no line ends.
    let Ok(mut said) = serde_json::to_vec(files) else {
        return false;
    };
    said.push(b'\n');
    let mut answer = [0; HEARD.len()];
    let rung = stream
        .write_all(&said)
        .and_then(|()| stream.read_exact(&mut answer));
    rung.is_ok() && answer == *HEARD
}

/// Hangs up a bell for the office in `folder`: `come_forward` is called with the files whenever
/// somebody rings. Where another window has the bell already, or the system has none, nothing
/// happens: the store's own lock still keeps the second writer out.
pub(crate) fn hang_up(folder: &Path, come_forward: impl Fn(Vec<PathBuf>) + Send + 'static) {
    let listener =
        name(folder).and_then(|name| ListenerOptions::new().name(name).create_sync().ok());
    if let Some(listener) = listener {
        thread::spawn(move || answer(&listener, &come_forward));
    }
}

fn answer(listener: &Listener, come_forward: &dyn Fn(Vec<PathBuf>)) {
    for stream in listener.incoming().flatten() {
        let (mut said, mut reader) = (Vec::new(), BufReader::new(stream));
        let heard = reader.by_ref().take(LONGEST).read_until(b'\n', &mut said);
        if heard.is_ok()
            && let Ok(files) = serde_json::from_slice(&said)
        {
            come_forward(files);
            // Whoever rang has gone if this fails, and needs no answer.
            let _ = reader.get_mut().write_all(HEARD);
        }
    }
}

/// The bell's name: the same for every spelling of the folder's path.
fn name(folder: &Path) -> Option<Name<'static>> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    let name = format!("gongkai-desk-{:016x}", hasher.finish());
    name.to_ns_name::<GenericNamespaced>().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_second_start_rings_at_the_first_window_of_its_own_office_only() {
        let ground = std::env::temp_dir().join(format!("gongkai-bell-{}", std::process::id()));
        let (mine, other) = (ground.join("青禾乡"), ground.join("石桥乡"));
        let files = [PathBuf::from("D:\\来稿\\农业站 1.gkpkg")];
        assert!(!ring(&mine, &[]));
        let (rung, heard) = mpsc::channel();
        hang_up(&mine, move |files| rung.send(files).unwrap());
        assert!(ring(&mine, &files));
        assert_eq!(heard.recv().unwrap(), files);
        assert!(ring(&mine, &[]));
        assert!(heard.recv().unwrap().is_empty());
        assert!(!ring(&other, &[]));
    }
}
