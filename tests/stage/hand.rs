//! A hand at the screen: drops files on a window as a file manager does (the XDND protocol,
//! version 5), and closes a window as the cross in its corner does. It speaks to the display only.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::errors::ReplyOrIdError;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, CreateWindowAux,
    EventMask, InputFocus, MapState, PropMode, SelectionNotifyEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

x11rb::atom_manager! {
    /// The names that file managers and windows speak to each other in.
    Words: WordsCookie {
        XdndAware, XdndEnter, XdndPosition, XdndStatus, XdndDrop, XdndFinished, XdndSelection,
        XdndActionCopy,
        WM_PROTOCOLS, WM_DELETE_WINDOW, _NET_WM_WINDOW_TYPE, _NET_WM_WINDOW_TYPE_DIALOG,
        UriList: b"text/uri-list",
    }
}

/// How long a window may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A hand at one display.
pub(crate) struct Hand {
    display: RustConnection,
    root: Window,
    words: Words,
}

impl Hand {
    /// A hand at `screen`, for example `:99`.
    pub(crate) fn at(screen: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let (display, number) = RustConnection::connect(Some(screen))?;
        let words = Words::new(&display)?.reply()?;
        let root = display.setup().roots.get(number).ok_or("no screen")?.root;
        Ok(Self {
            display,
            root,
            words,
        })
    }

    /// The biggest window on which something can be dropped: the program's own.
    fn window(&self) -> Result<Window, Box<dyn std::error::Error>> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let mut found = Vec::new();
            for window in self.display.query_tree(self.root)?.reply()?.children {
                if let Ok(size) = self.droppable(window) {
                    found.push((size, window));
                }
            }
            if let Some((size, window)) = found.into_iter().max()
                && size > 0
            {
                return Ok(window);
            }
            std::thread::park_timeout(Duration::from_millis(25));
        }
        Err("no window takes files".into())
    }

    /// Its area in pixels; nothing for a window that is hidden or takes no files.
    fn droppable(&self, window: Window) -> Result<u32, ReplyOrIdError> {
        let aware = self
            .display
            .get_property(false, window, self.words.XdndAware, AtomEnum::ATOM, 0, 1)?
            .reply()?;
        let seen = self
            .display
            .get_window_attributes(window)?
            .reply()?
            .map_state;
        let size = self.display.get_geometry(window)?.reply()?;
        let fits = aware.value_len > 0 && seen == MapState::VIEWABLE;
        Ok(if fits {
            u32::from(size.width) * u32::from(size.height)
        } else {
            0
        })
    }

    /// Makes the window so large.
    pub(crate) fn resizes(
        &self,
        width: u32,
        height: u32,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let size = ConfigureWindowAux::new().width(width).height(height);
        self.display
            .configure_window(self.window()?, &size)?
            .check()?;
        Ok(())
    }

    /// Gives the keyboard to the question that stands before the window.
    pub(crate) fn turns_to_question(&self) -> Result<(), Box<dyn std::error::Error>> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            for window in self.display.query_tree(self.root)?.reply()?.children {
                if self.asks(window).unwrap_or(false) {
                    return self.turns_to(window);
                }
            }
            std::thread::park_timeout(Duration::from_millis(25));
        }
        Err("nobody asks anything".into())
    }

    /// Gives the keyboard to the window itself, its menu bar included.
    pub(crate) fn turns_to_window(&self) -> Result<(), Box<dyn std::error::Error>> {
        self.turns_to(self.window()?)
    }

    fn turns_to(&self, window: Window) -> Result<(), Box<dyn std::error::Error>> {
        let (back, now) = (InputFocus::POINTER_ROOT, x11rb::CURRENT_TIME);
        self.display.set_input_focus(back, window, now)?.check()?;
        Ok(())
    }

    fn asks(&self, window: Window) -> Result<bool, ReplyOrIdError> {
        let word = self.words._NET_WM_WINDOW_TYPE;
        let kinds = self
            .display
            .get_property(false, window, word, AtomEnum::ATOM, 0, 8)?
            .reply()?;
        let dialog = self.words._NET_WM_WINDOW_TYPE_DIALOG;
        let is_dialog = kinds
            .value32()
            .is_some_and(|mut kinds| kinds.any(|kind| kind == dialog));
        let seen = self
            .display
            .get_window_attributes(window)?
            .reply()?
            .map_state;
        Ok(is_dialog && seen == MapState::VIEWABLE)
    }

    fn says(&self, to: Window, word: Atom, data: [u32; 5]) -> Result<(), ReplyOrIdError> {
        let message = ClientMessageEvent::new(32, to, word, data);
        // Checked, so that it has arrived before this connection may close.
        let sent = self
            .display
            .send_event(false, to, EventMask::NO_EVENT, message)?;
        Ok(sent.check()?)
    }

    /// Closes the window as the cross in its corner does: by asking.
    pub(crate) fn closes(&self) -> Result<(), Box<dyn std::error::Error>> {
        let window = self.window()?;
        let asks = [self.words.WM_DELETE_WINDOW, 0, 0, 0, 0];
        self.says(window, self.words.WM_PROTOCOLS, asks)?;
        Ok(())
    }

    /// Drops files into the middle of the window and waits until it has taken them.
    pub(crate) fn drops(&self, files: &[PathBuf]) -> Result<(), Box<dyn std::error::Error>> {
        let (window, words) = (self.window()?, &self.words);
        let own = self.display.generate_id()?;
        let plain = CreateWindowAux::new();
        self.display.create_window(
            0,
            own,
            self.root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_ONLY,
            0,
            &plain,
        )?;
        self.display
            .set_selection_owner(own, words.XdndSelection, x11rb::CURRENT_TIME)?;
        let size = self.display.get_geometry(window)?.reply()?;
        let middle = (u32::from(size.width / 2) << 16) | u32::from(size.height / 2);
        self.says(window, words.XdndEnter, [own, 5 << 24, words.UriList, 0, 0])?;
        let over = [own, 0, middle, x11rb::CURRENT_TIME, words.XdndActionCopy];
        self.says(window, words.XdndPosition, over)?;
        let list: String = files
            .iter()
            .map(|file| format!("file://{}\r\n", escaped(&file.to_string_lossy())))
            .collect();
        let begun = Instant::now();
        let mut dropped = false;
        while begun.elapsed() < PATIENCE {
            let Some(event) = self.display.poll_for_event()? else {
                std::thread::park_timeout(Duration::from_millis(5));
                continue;
            };
            match event {
                Event::ClientMessage(said) if said.type_ == words.XdndStatus && !dropped => {
                    // The lowest bit says that the window would take it here.
                    if said
                        .data
                        .as_data32()
                        .get(1)
                        .is_some_and(|bits| bits & 1 == 1)
                    {
                        dropped = true;
                        let drop = [own, 0, x11rb::CURRENT_TIME, 0, 0];
                        self.says(window, words.XdndDrop, drop)?;
                    } else {
                        self.says(window, words.XdndPosition, over)?;
                    }
                }
                Event::SelectionRequest(asked) => {
                    self.display.change_property8(
                        PropMode::REPLACE,
                        asked.requestor,
                        asked.property,
                        asked.target,
                        list.as_bytes(),
                    )?;
                    let answer = SelectionNotifyEvent {
                        response_type: x11rb::protocol::xproto::SELECTION_NOTIFY_EVENT,
                        sequence: 0,
                        time: asked.time,
                        requestor: asked.requestor,
                        selection: asked.selection,
                        target: asked.target,
                        property: asked.property,
                    };
                    self.display
                        .send_event(false, asked.requestor, EventMask::NO_EVENT, answer)?;
                    self.display.flush()?;
                }
                Event::ClientMessage(said) if said.type_ == words.XdndFinished => return Ok(()),
                _ => {}
            }
        }
        Err("the window did not take the files".into())
    }
}

/// A path as it stands in a list of addresses: everything but plain letters as `%E9`.
fn escaped(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
