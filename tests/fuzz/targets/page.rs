//! Fuzzes web pages, as files and pasted.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|food: &[u8]| common::feed_document("page", food));
