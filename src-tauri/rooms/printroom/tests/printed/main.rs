//! Looks at whole papers as an office would: geometry, text, file and picture; refuses to be
//! content with “a file exists”. Needs poppler-utils, qpdf and LibreOffice, which the project's setup installs.

#[cfg(test)]
mod archive;
#[cfg(test)]
mod editable;
#[cfg(test)]
mod file;
#[cfg(test)]
mod geometry;
#[cfg(test)]
mod labels;
#[cfg(test)]
#[expect(unreachable_pub, reason = "the rehearsals have it from their stage")]
#[path = "../../../../../tests/fixtures/libreoffice.rs"]
mod libreoffice;
#[cfg(test)]
mod numbered;
mod office;
#[cfg(test)]
mod practice;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod stock;
#[cfg(test)]
mod typography;
