//! Numbers that the office knows from the last period: for saying where a slip lies, and for filling
//! in what a spreadsheet destroyed. They are read one by one, for a person told without doubt.

use std::collections::HashMap;

use gongkai_registry::records::StandingList;
use gongkai_rulebook::ids::ListId;
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::IdNumber;

use crate::{Desk, Problem, village};

/// Where the number of a person stands: by village (in its shortest form) and name; nowhere for a
/// name that several bear.
pub(crate) struct KnownNumbers {
    places: HashMap<(String, String), Option<(ListId, u32)>>,
    columns: HashMap<ListId, usize>,
}

impl KnownNumbers {
    /// The numbers of these lists.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn of(desk: &Desk, lists: &[StandingList]) -> Result<Self, Problem> {
        let mut known = Self {
            places: HashMap::new(),
            columns: HashMap::new(),
        };
        for list in lists {
            let record = desk.records().list(list.list)?;
            let place = |meaning| {
                let mut columns = record.columns.iter();
                columns.position(|column| column.meaning == meaning)
            };
            let (Some(name), Some(number)) = (place(Meaning::Name), place(Meaning::IdNumber))
            else {
                continue;
            };
            known.columns.insert(list.list, number);
            let of_village = place(Meaning::Village);
            let mut here = list.village.as_deref().map_or("", village::stem).to_owned();
            for row in desk.records().people_of(list.list)? {
                let cell = of_village.and_then(|at| row.cells.get(at));
                let cell = cell.map_or("", |cell| village::stem(cell));
                if !cell.is_empty() && cell != here {
                    here = cell.to_owned();
                }
                let Some(name) = row.cells.get(name).filter(|_| row.id_hmac.is_some()) else {
                    continue;
                };
                known
                    .places
                    .entry((here.clone(), name.clone()))
                    .and_modify(|place| *place = None)
                    .or_insert(Some((list.list, row.row)));
            }
        }
        Ok(known)
    }

    /// The number of a person; nothing where nobody or several bear the name.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn number(
        &self,
        desk: &Desk,
        village: &str,
        name: &str,
    ) -> Result<Option<IdNumber>, Problem> {
        let key = (village.to_owned(), name.to_owned());
        let Some(Some((list, row))) = self.places.get(&key) else {
            return Ok(None);
        };
        let Some(column) = self.columns.get(list) else {
            return Ok(None);
        };
        let text = desk.records().private_cell(*list, *row, *column)?;
        Ok(text.and_then(|text| text.parse().ok()))
    }
}
