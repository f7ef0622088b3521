//! The county platform: takes the townships' packages, keeps every one, shows the public what is
//! public, and answers by letters. It writes no township's text and loses no package it has
//! answered for.

mod admin;
mod api;
mod citizens;
mod exchange;
mod files;
mod fresh;
mod judging;
mod letters;
mod limits;
mod measure;
mod office;
mod outside;
mod platform;
mod publish;
mod ranking;
mod search;
mod site;
pub mod store;
mod taking;
mod townships;

pub use admin::main;
pub use api::ways;
pub use exchange::{ExchangeFault, Round};
pub use files::{FileError, Files, ObjectSettings};
pub use judging::Objection;
pub use letters::{Address, Down, LetterFault};
pub use limits::Limits;
pub use office::ActFault;
pub use outside::router;
pub use platform::{Founding, Platform, PlatformError};
pub use ranking::{Month, NotAMonth, Place};
pub use taking::{TakeError, Taken};
pub use townships::{Township, TownshipError};
