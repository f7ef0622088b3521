//! Fuzzes the slides and the properties of a .ppt.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("ppt", food));
