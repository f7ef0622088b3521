//! How much anybody may ask of the platform at once; it counts and refuses nothing itself.

use std::num::NonZeroU32;

/// Limits of one running platform.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Packages and questions of one township per second.
    pub township: NonZeroU32,
    /// Pages of the public site per second and address.
    pub visitor: NonZeroU32,
    /// Attempts to log in per minute and address.
    pub login: NonZeroU32,
    /// Opinions and requests per hour to one township.
    pub written: NonZeroU32,
    /// Packages that may be in memory at once.
    pub at_once: usize,
}

impl Default for Limits {
    /// A first report of ten thousand items is not slowed down; a visitor behind a shared address
    /// (a school, a proxy) is not either.
    fn default() -> Self {
        const fn count(number: u32) -> NonZeroU32 {
            match NonZeroU32::new(number) {
                Some(number) => number,
                None => NonZeroU32::MIN,
            }
        }
        Self {
            township: count(2000),
            visitor: count(200),
            login: count(10),
            written: count(60),
            at_once: 16,
        }
    }
}
