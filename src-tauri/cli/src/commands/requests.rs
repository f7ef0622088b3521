//! From what was typed to the request of a task.

use gongkai_frontdesk::tasks::{draft_disclosure, import_list, keep_office, mask_text};

use crate::arguments::{Acting, Fields, ImportList, Mask, OfficeSet};

pub(super) fn acting(typed: Acting) -> gongkai_frontdesk::Acting {
    gongkai_frontdesk::Acting {
        who: typed.who,
        on: typed.on,
    }
}

pub(super) fn fields(typed: Fields) -> draft_disclosure::Fields {
    draft_disclosure::Fields {
        entry: typed.entry,
        title: typed.title,
        class: typed.class,
        elements: typed.elements,
        body: typed.body,
        body_text: None,
        formed_on: typed.formed_on,
        unit: typed.unit,
        provider: typed.provider,
    }
}

pub(super) fn particulars(set: OfficeSet) -> keep_office::Request {
    keep_office::Request {
        name: set.name,
        county: set.county,
        prefix: set.prefix,
        region: set.region,
        supervision_phone: set.supervision_phone,
        margin_marks: set.margin_marks,
        acting: acting(set.acting),
    }
}

pub(super) fn import_request(list: ImportList) -> import_list::Request {
    import_list::Request {
        entry: list.entry.unwrap_or_default(),
        kind: list.kind,
        title: list.title.unwrap_or_default(),
        village: list.village,
        together: list.together,
        sheet: list.sheet,
        formed_on: list.formed_on,
        unit: list.unit,
        provider: list.provider,
        body: list.body,
        elements: list.elements,
        accept_warnings: list.accept_warnings,
        leave_out_refused: list.leave_out_refused,
        why: list.why,
        acting: acting(list.acting),
    }
}

pub(super) fn masked(mask: &Mask) -> mask_text::Answer {
    let kind = match mask.kind.as_str() {
        "id" | "身份证号" => mask_text::Kind::Id,
        "phone" | "电话" => mask_text::Kind::Phone,
        "card" | "银行卡" => mask_text::Kind::Card,
        _ => mask_text::Kind::Name,
    };
    mask_text::run(kind, &mask.text)
}
