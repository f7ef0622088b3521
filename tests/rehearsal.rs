//! The rehearsal: everything that is proved about the finished house from outside; it looks into
//! no room.

#[cfg(test)]
mod tidy;
