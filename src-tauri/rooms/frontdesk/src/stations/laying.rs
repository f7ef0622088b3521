//! Lays a draft that came in into the store: its files under the ids that the station gave them, its
//! list row by row, so that the review sees it whole.

use gongkai_letters::{DraftList, DraftRow};
use gongkai_registry::records::{KeptColumn, LIST_SEAL, ListRecord, ListSource};
use gongkai_registry::{Change, audit, search};
use gongkai_rulebook::disclosure::Content;
use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::id_number::IdNumber;

use super::Arrived;
use crate::acting::Actor;
use crate::cleaning::{Attached, with_copy};
use crate::desk::fileable;
use crate::listed::ListingForm;
use crate::tasks::import_list::ready_row;
use crate::tasks::take_in_file::{TakenIn, take_in_as};
use crate::{Desk, Problem, typed};

/// Rows of a list that search keeps as one document.
const BLOCK: usize = 500;

/// What of a draft is not in the store yet: contents are stored, rows are not written.
pub(crate) struct Laid<'a> {
    files: Vec<Attached>,
    workbook: Option<TakenIn>,
    list: Option<(&'a DraftList, ImportId)>,
}

/// What the draft says, as this office types it; the entry must be one of its catalogue.
///
/// # Errors
/// `catalogue` where the entry is none of this office's, what is wrong with a text.
pub(crate) fn accepted(
    desk: &Desk,
    arrived: &Arrived,
    entry: Option<&str>,
) -> Result<Content, Problem> {
    let mut content = arrived.letter.content.clone();
    let checked = &arrived.letter.checked;
    let code = entry.unwrap_or(content.entry.as_str());
    content.entry = fileable(&desk.catalogue()?, code)?.code.clone();
    content.title = typed::line("题名", &content.title)?;
    content.body = typed::body(&content.body)?;
    for text in content.elements.values_mut() {
        *text = typed::body(text)?;
    }
    let unit = content.unit.as_deref().unwrap_or(&checked.unit);
    content.unit = typed::open_line_maybe("提供单位", Some(unit))?;
    let provider = content.provider.as_deref().unwrap_or(&checked.provider);
    content.provider = typed::open_line_maybe("提供人", Some(provider))?;
    content.corrects = None;
    content.listing.interprets = None;
    content.listing = ListingForm::of(&content.listing).read(desk)?;
    Ok(content)
}

impl<'a> Laid<'a> {
    /// Stores the contents of what `content` names and the store does not have.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn of(
        desk: &Desk,
        arrived: &'a Arrived,
        content: &Content,
    ) -> Result<Self, Problem> {
        let mut laid = Self {
            files: Vec::new(),
            workbook: None,
            list: None,
        };
        for file in &arrived.letter.files {
            let named = content.attachments.contains(&file.id);
            if named && desk.store.file(file.id)?.is_none() {
                let taken = take_in_as(desk, file.id, &file.bytes, &file.name)?;
                laid.files.push(with_copy(desk, taken)?);
            }
        }
        let list = arrived.letter.list.as_ref();
        if let Some(list) = list.filter(|list| content.list == Some(list.id))
            && desk.records().item_of_list(list.id)?.is_none()
        {
            let mut files = arrived.letter.files.iter();
            if let Some(file) = files.find(|file| file.id == list.workbook) {
                laid.workbook = Some(take_in_as(desk, file.id, &file.bytes, &file.name)?);
            }
            laid.list = Some((list, ImportId::new(&desk.seed()?)));
        }
        Ok(laid)
    }

    /// Writes files and list, before the item that names them.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn keep(
        &self,
        change: &Change<'_>,
        item: DisclosureId,
        actor: &Actor,
    ) -> Result<(), Problem> {
        for file in &self.files {
            file.keep(change)?;
        }
        let (Some((list, import)), Some(workbook)) = (self.list, &self.workbook) else {
            return Ok(());
        };
        workbook.keep(change)?;
        change.put_list_source(&ListSource {
            id: import,
            file_name: workbook.name().to_owned(),
            sha256: workbook.sha256(),
            kind: list.kind,
            into: Some(item),
            by: actor.person.id,
            moment: actor.moment,
        })?;
        let record = record(list, import, item);
        let seal = keep_rows(change, &record, &list.rows)?;
        let entry = actor
            .entry("import-list", "list", record.id)
            .open_fact(LIST_SEAL, seal);
        audit::append(change, &entry)?;
        Ok(())
    }
}

/// Takes a list out of the store that no item carries any more.
///
/// # Errors
/// What the store says.
pub(crate) fn drop_list(
    change: &Change<'_>,
    old: Option<ListId>,
    actor: &Actor,
) -> Result<(), Problem> {
    if let Some(old) = old
        && change.records().item_of_list(old)?.is_none()
    {
        change.remove_list(old)?;
        audit::append(change, &actor.entry("replace-list", "list", old))?;
    }
    Ok(())
}

fn record(list: &DraftList, import: ImportId, item: DisclosureId) -> ListRecord {
    let columns = list.columns.iter().map(|column| KeptColumn {
        title: column.title.clone(),
        meaning: column.meaning,
        // What this program keeps apart it keeps apart, whatever a package says.
        private: column.private || column.meaning.is_private(),
    });
    ListRecord {
        id: list.id,
        import,
        kind: list.kind,
        sheet: list.sheet.clone(),
        village: list.village.clone(),
        period: list.period.clone(),
        unit: list.unit.clone(),
        columns: columns.collect(),
        into: Some(item),
        read: u32::try_from(list.rows.len()).unwrap_or(u32::MAX),
        skipped: list.skipped,
        refused: list.refused,
    }
}

fn keep_rows(
    change: &Change<'_>,
    record: &ListRecord,
    rows: &[DraftRow],
) -> Result<String, Problem> {
    let mut sink = change.put_list(record)?;
    let maker = sink.maker();
    let mut columns = record.columns.iter();
    let number_at = columns.position(|column| column.meaning == Meaning::IdNumber);
    for block in rows.chunks(BLOCK) {
        let mut text = String::new();
        for row in block {
            let cell = number_at.and_then(|at| row.cells.get(at));
            let number = cell.and_then(|cell| cell.trim().parse::<IdNumber>().ok());
            let number = number.map(|number| number.to_current());
            let number = number.as_ref().map(|number| number.as_str());
            let cells = row.cells.iter().map(String::as_str);
            let ready = ready_row(&maker, &record.columns, (row.row, cells, number), &mut text)?;
            sink.add(&ready)?;
        }
        let of = |row: Option<&DraftRow>| row.map_or(0, |row| row.row);
        let part = format!("rows {}-{}", of(block.first()), of(block.last()));
        let terms = search::Terms::of(&text);
        search::index_terms(change, "list", &record.id.to_string(), &part, &terms)?;
    }
    sink.seal_provenance(&[], &[]);
    Ok(sink.seal())
}
