//! Faults: killed at any instant, disk full, file locked, file damaged, file malicious. The office
//! reopens exactly as before or exactly as after; nothing here looks into a room.

mod bombs;
mod busy;
mod damaged;
mod full;
mod kept;
mod killed;
mod mailed;
mod office;
mod picture;
mod random;
mod tampered;
mod typing;
