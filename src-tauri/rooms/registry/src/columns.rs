//! Columns that hold dates, ids and vocabulary as text, parsed on the way out; it refuses a text
//! that does not parse instead of passing it on.

use std::error::Error;
use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::Type;

/// The text in `column`, parsed as a `T` (a date, an id, a word of a vocabulary).
pub(crate) fn parsed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: Error + Send + Sync + 'static,
{
    let text: String = row.get(column)?;
    parse(row, column, &text)
}

/// As [`parsed`], for a column that may be NULL.
pub(crate) fn parsed_or_null<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>>
where
    T: FromStr,
    T::Err: Error + Send + Sync + 'static,
{
    let text: Option<String> = row.get(column)?;
    text.map(|text| parse(row, column, &text)).transpose()
}

/// A text of `column`, parsed.
pub(crate) fn parse<T>(row: &Row<'_>, column: &str, text: &str) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: Error + Send + Sync + 'static,
{
    text.parse().map_err(|error: T::Err| {
        let index = row.as_ref().column_index(column).unwrap_or_default();
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
    })
}
