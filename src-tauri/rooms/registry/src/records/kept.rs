//! Small ways of asking SQLite that every table here shares.

use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::RegistryError;

/// Runs one statement that writes.
pub(super) fn write(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<usize, RegistryError> {
    Ok(connection.prepare_cached(sql)?.execute(params)?)
}

/// The one row, or none.
pub(super) fn one<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, RegistryError> {
    Ok(connection
        .prepare_cached(sql)?
        .query_row(params, read)
        .optional()?)
}

/// Every row, in the statement's order.
pub(super) fn many<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, RegistryError> {
    Ok(connection
        .prepare_cached(sql)?
        .query_map(params, read)?
        .collect::<rusqlite::Result<_>>()?)
}

/// A value that is kept as JSON.
pub(super) fn to_json(value: &impl serde::Serialize) -> Result<String, RegistryError> {
    let text = serde_json::to_string(value);
    Ok(text.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?)
}

/// A value that was kept as JSON.
pub(super) fn from_json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        let index = row.as_ref().column_index(column).unwrap_or_default();
        rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, error.into())
    })
}
