//! The catalogue: listed, adopted from a file or from a table, taken back.

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::{keep_catalogue, take_in_catalogue};

use super::{Answer, Counter, acting, answer};
use crate::arguments::{Catalogue, CatalogueSource};

impl Counter {
    pub(super) fn catalogue(&self, catalogue: Catalogue) -> Result<Answer, Problem> {
        match catalogue {
            Catalogue::List => answer("catalogue", keep_catalogue::list(&self.read()?)?),
            Catalogue::Look { from, table, field } => answer(
                "catalogue-table",
                take_in_catalogue::look(&self.read()?, &source(from, table, field))?,
            ),
            Catalogue::Undo { acting: by } => answer(
                "catalogue-taken",
                take_in_catalogue::undo(&mut self.write()?, &acting(by))?,
            ),
            Catalogue::Import {
                from,
                table,
                field,
                rows,
                drop_gone,
                acting: by,
            } => {
                if let Some(file) = from
                    .file
                    .as_deref()
                    .filter(|file| !take_in_catalogue::is_table(file))
                {
                    let desk = &mut self.write()?;
                    return answer("catalogue", keep_catalogue::adopt(desk, file, &acting(by))?);
                }
                let request = take_in_catalogue::Request {
                    source: source(from, table, field),
                    rows: (!rows.is_empty()).then_some(rows),
                    drop_gone,
                    acting: acting(by),
                };
                answer(
                    "catalogue-taken",
                    take_in_catalogue::adopt(&mut self.write()?, &request)?,
                )
            }
        }
    }
}

fn source(
    from: CatalogueSource,
    table: Option<usize>,
    field: Option<String>,
) -> take_in_catalogue::Source {
    take_in_catalogue::Source {
        file: from.file,
        pasted: None,
        county_letter: from.county_letter,
        table,
        field,
    }
}
