//! One window for each office: a second start rings at the first window, which comes forward.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::thread;

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{GenericNamespaced, Listener, ListenerOptions, Name, Stream};

/// What is said at the door, and what is answered.
const RING: &[u8] = b"ring\n";

/// Rings at the window that has the office in `folder` open; false where nobody answers.
pub(crate) fn ring(folder: &Path) -> bool {
    let Some(name) = name(folder) else {
        return false;
    };
    let Ok(mut stream) = Stream::connect(name) else {
        return false;
    };
    let mut answer = [0; RING.len()];
    let rung = stream
        .write_all(RING)
        .and_then(|()| stream.read_exact(&mut answer));
    rung.is_ok() && answer == *RING
}

/// Hangs up a bell for the office in `folder`: `come_forward` is called whenever somebody rings.
/// Where another window has the bell already, or the system has none, nothing happens: the store's
/// own lock still keeps the second writer out.
pub(crate) fn hang_up(folder: &Path, come_forward: impl Fn() + Send + 'static) {
    let listener =
        name(folder).and_then(|name| ListenerOptions::new().name(name).create_sync().ok());
    if let Some(listener) = listener {
        thread::spawn(move || answer(&listener, &come_forward));
    }
}

fn answer(listener: &Listener, come_forward: &dyn Fn()) {
    for mut stream in listener.incoming().flatten() {
        let mut said = [0; RING.len()];
        if stream.read_exact(&mut said).is_ok() && said == *RING {
            come_forward();
            // Whoever rang has gone if this fails, and needs no answer.
            let _ = stream.write_all(RING);
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
        assert!(!ring(&mine));
        let (rung, heard) = mpsc::channel();
        hang_up(&mine, move || rung.send(()).unwrap());
        assert!(ring(&mine));
        heard.recv().unwrap();
        assert!(!ring(&other));
    }
}
