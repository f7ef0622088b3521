//! Named points at which a rehearsal may kill the program; it does nothing in the office.

/// Told whenever the store passes a named point, so that a rehearsal can end the process there.
pub trait Waypoints: Send + Sync {
    /// The store stands at `name`, for instance `release.before-commit`.
    fn reached(&self, name: &'static str);
}

/// The office's own: nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWaypoints;

impl Waypoints for NoWaypoints {
    fn reached(&self, _name: &'static str) {}
}

/// The name of one change, with the two points around its commit. Made by [`operation!`].
///
/// [`operation!`]: crate::operation
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// For instance `release`.
    pub name: &'static str,
    /// `<name>.before-commit`: everything is written, nothing is kept yet.
    pub before_commit: &'static str,
    /// `<name>.after-commit`: everything is kept, nobody has been told.
    pub after_commit: &'static str,
}

/// Names an [`Operation`]: `const RELEASE: Operation = operation!("release");`.
#[macro_export]
macro_rules! operation {
    ($name:literal) => {
        $crate::Operation {
            name: $name,
            before_commit: concat!($name, ".before-commit"),
            after_commit: concat!($name, ".after-commit"),
        }
    };
}
