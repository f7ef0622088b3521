//! Another version of the program from a file that its maker signed: checked before anything of it
//! is believed, laid beside the one in use, and switched to by one rename. It opens no network
//! connection and changes no program in its place.

mod launch;
mod list;
mod parcel;
mod place;
mod version;

use gongkai_letters::PublicKey;

pub use launch::hand_over;
pub(crate) use list::List;
pub(crate) use parcel::{Parcel, sync_folder};
pub(crate) use place::{Edition, Place, SafeCopy, Standing, home_of};
pub(crate) use version::Version;

/// The maker's keys, as the program was built with them.
const MAKER_KEYS: &str = include_str!("../../../../assets/update-keys/maker-keys.txt");

/// The keys whose updates this program takes.
pub(crate) fn maker_keys() -> Vec<PublicKey> {
    keys_in(MAKER_KEYS)
}

fn keys_in(text: &str) -> Vec<PublicKey> {
    text.lines().filter_map(|line| line.parse().ok()).collect()
}

/// Which machine this program is made for, as an update file says it.
pub(crate) fn this_system() -> String {
    format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH)
}

#[cfg(test)]
mod tests {
    use gongkai_letters::{PrivateKey, Scheme, Signer as _};

    use super::*;

    #[test]
    fn the_program_has_a_version_and_every_line_of_its_keys_is_one() {
        env!("CARGO_PKG_VERSION").parse::<Version>().unwrap();
        let lines = MAKER_KEYS
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        assert_eq!(lines.count(), maker_keys().len());
        let key = PrivateKey::new(Scheme::Ed25519, [7; 32]).unwrap();
        let text = format!("# remark\n{}\n\n", key.public());
        assert_eq!(keys_in(&text), [key.public().clone()]);
    }
}
