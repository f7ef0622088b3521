//! Fuzzes the content, styles and properties of an .odt.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("odt", food));
