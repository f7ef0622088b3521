//! Fuzzes what stands in a PNG or JPEG besides its dots, and the picture without it.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("picture", food));
