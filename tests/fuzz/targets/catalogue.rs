//! Fuzzes tables of the national catalogue: lines of cells parted by tabs.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_catalogue(food));
