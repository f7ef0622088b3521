//! What the tasks of scanned sheets share: where a sheet belongs, and how its pages get there.

mod filing;
mod home;

pub(crate) use filing::{Bound, Leaf, bind, file, leaf_of};
pub use home::ScanUse;
pub(crate) use home::{Home, Sought, home_in, home_of, named_by};
