//! Values and rows as both engines give them: text, whole numbers, bytes, nothing. Dates and ids
//! are text, so that both engines sort and compare them alike.

use std::sync::Arc;

use super::StoreError;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Value {
    /// Without U+0000, which PostgreSQL cannot keep and nobody can read.
    fn from(mut text: String) -> Self {
        text.retain(|character| character != '\0');
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        // Counts of packages and bytes: far below the limit, and never wrapped.
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row; its cells are read by the names of their columns.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Arc<[String]>,
    cells: Vec<Value>,
}

impl Row {
    pub(super) fn new(columns: Arc<[String]>, cells: Vec<Value>) -> Self {
        Self { columns, cells }
    }

    fn cell(&self, column: &str) -> Result<&Value, StoreError> {
        let place = self.columns.iter().position(|name| name == column);
        place
            .and_then(|place| self.cells.get(place))
            .ok_or_else(|| StoreError::Shape(column.to_owned()))
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// There is no such column, or no text in it.
    pub fn text(&self, column: &str) -> Result<String, StoreError> {
        self.text_if_any(column)?
            .ok_or_else(|| StoreError::Shape(column.to_owned()))
    }

    /// A text, if one is there.
    ///
    /// # Errors
    /// There is no such column, or something else in it.
    pub fn text_if_any(&self, column: &str) -> Result<Option<String>, StoreError> {
        match self.cell(column)? {
            Value::Text(text) => Ok(Some(text.clone())),
            Value::Null => Ok(None),
            Value::Int(_) | Value::Bytes(_) => Err(StoreError::Shape(column.to_owned())),
        }
    }

    /// A whole number that must be there.
    ///
    /// # Errors
    /// There is no such column, or no number in it.
    pub fn int(&self, column: &str) -> Result<i64, StoreError> {
        match self.cell(column)? {
            Value::Int(number) => Ok(*number),
            Value::Null | Value::Text(_) | Value::Bytes(_) => {
                Err(StoreError::Shape(column.to_owned()))
            }
        }
    }

    /// A count that must be there.
    ///
    /// # Errors
    /// There is no such column, or no count in it.
    pub fn count(&self, column: &str) -> Result<u64, StoreError> {
        u64::try_from(self.int(column)?).map_err(|_| StoreError::Shape(column.to_owned()))
    }

    /// Bytes that must be there.
    ///
    /// # Errors
    /// There is no such column, or no bytes in it.
    pub fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError> {
        match self.cell(column)? {
            Value::Bytes(bytes) => Ok(bytes.clone()),
            Value::Null | Value::Text(_) | Value::Int(_) => {
                Err(StoreError::Shape(column.to_owned()))
            }
        }
    }
}
