//! Fuzzes the text and the table of its pieces in a .doc.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("doc", food));
