//! Sends rows on their way in batches: enough at once to make the pipe's cost vanish, few enough
//! to let the other side begin.

use calamine::DataRef;

use crate::cell_text;
use crate::error::{Bound, Fault};
use crate::gather::{Message, Sink, within};
use crate::limits::Limits;
use crate::raw::{MAX_COLUMNS, MAX_ROWS, Row};

const BATCH: usize = 256;

/// The rows of one sheet on their way to a sink.
pub(crate) struct Rows<'a> {
    sink: &'a mut dyn Sink,
    batch: Vec<Row>,
}

impl<'a> Rows<'a> {
    pub(crate) fn to(sink: &'a mut dyn Sink) -> Self {
        Self {
            sink,
            batch: Vec::with_capacity(BATCH),
        }
    }

    /// Goes on with rows that were left of a batch.
    pub(crate) fn with(sink: &'a mut dyn Sink, batch: Vec<Row>) -> Self {
        Self { sink, batch }
    }

    /// The rows that have not gone yet.
    pub(crate) fn left(self) -> Vec<Row> {
        self.batch
    }

    /// Sends a row; one without text leaves no trace.
    pub(crate) fn push(&mut self, row: Row) -> Result<(), Fault> {
        if !row.is_empty() {
            self.batch.push(row);
        }
        if self.batch.len() < BATCH {
            return Ok(());
        }
        let full = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        self.sink.take(Message::Rows(full))
    }

    /// Sends what is left.
    pub(crate) fn finish(self) -> Result<(), Fault> {
        self.sink.take(Message::Rows(self.batch))
    }
}

/// Puts cells that come in ascending order into rows.
pub(crate) struct Ascending<'a> {
    rows: Rows<'a>,
    row: Row,
    last: (u32, u16),
    most_text: u64,
}

impl<'a> Ascending<'a> {
    pub(crate) fn to(sink: &'a mut dyn Sink, limits: &Limits) -> Self {
        Self {
            rows: Rows::to(sink),
            row: Row::new(1),
            last: (0, 0),
            most_text: limits.text,
        }
    }

    /// Takes the cell at a place counted from 0.
    ///
    /// # Errors
    /// [`Fault::Damaged`] when it lies before the last one: every program writes rows and cells
    /// ascending, and a file that goes back could write the same cell a million times and end as
    /// one. [`Fault::TooBig`] when it lies off the sheet or its row has too much text.
    pub(crate) fn push(
        &mut self,
        (row, column): (u32, u32),
        value: &DataRef<'_>,
    ) -> Result<(), Fault> {
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(Fault::TooBig {
                limit: Bound::Position,
            });
        }
        let at = (row + 1, u16::try_from(column + 1).unwrap_or(u16::MAX));
        if at <= self.last {
            return Err(Fault::Damaged {
                detail: "cells go backwards".to_owned(),
            });
        }
        self.last = at;
        if at.0 != self.row.number {
            let full = std::mem::replace(&mut self.row, Row::new(at.0));
            self.rows.push(full)?;
        }
        cell_text::push_value(&mut self.row, at.1, value);
        // One text may stand in every cell of a row, so the row is weighed as it grows.
        within(self.row.weight(), self.most_text, Bound::Text)
    }

    /// Sends what is left.
    pub(crate) fn finish(mut self) -> Result<(), Fault> {
        self.rows.push(self.row)?;
        self.rows.finish()
    }
}

/// Counts the cells and bytes that a parser holds before it sends them.
pub(crate) struct Held {
    cells: u64,
    text: u64,
    limits: Limits,
}

impl Held {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            cells: 0,
            text: 0,
            limits: *limits,
        }
    }

    /// One more cell, of so many bytes.
    pub(crate) fn cell(&mut self, bytes: usize) -> Result<(), Fault> {
        self.cells += 1;
        self.text += bytes as u64;
        within(self.cells, self.limits.cells, Bound::Cells)?;
        within(self.text, self.limits.text, Bound::Text)
    }
}
