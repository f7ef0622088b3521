//! From what was typed to the request of a task.

use gongkai_frontdesk::tasks::{
    cite_signed_sheet, draft_disclosure, import_list, keep_office, mask_text, post_disclosure,
    take_down_posting,
};
use gongkai_frontdesk::{ListingFields, SheetChoice};

use crate::arguments::{Acting, Cite, Fields, ImportList, Mask, OfficeSet, Post, TakeDown};

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
        demanded_by: typed.demanded_by,
        demanded_due: typed.demanded_due,
        stage: typed.stage,
        listing: ListingFields {
            document_no: typed.document_no,
            subject: typed.subject,
            genre: typed.genre,
            keywords: typed.keywords,
            interprets: typed.interprets,
        },
    }
}

/// The item, and the draft sheet it cites.
pub(super) fn citing(cite: Cite) -> (String, cite_signed_sheet::Request) {
    let request = cite_signed_sheet::Request {
        document: cite.document,
        drafter: cite.drafter,
        reviewer: cite.reviewer,
        head: cite.head,
        on: cite.signed_on,
        scan: cite.scan,
        acting: acting(cite.acting),
    };
    (cite.id, request)
}

pub(super) fn particulars(set: OfficeSet) -> keep_office::Request {
    keep_office::Request {
        name: set.name,
        county: set.county,
        prefix: set.prefix,
        region: set.region,
        supervision_phone: set.supervision_phone,
        margin_marks: set.margin_marks,
        scan_within: set.scan_within,
        posted_sheet: set.posted_sheet,
        acting: acting(set.acting),
    }
}

pub(super) fn import_request(list: ImportList) -> import_list::Request {
    import_list::Request {
        into: None,
        replace: list.replace,
        sha256: None,
        entry: list.entry.unwrap_or_default(),
        title: list.title.unwrap_or_default(),
        choice: SheetChoice {
            sheet: list.sheet,
            kind: list.kind,
            village: list.village,
            together: list.together,
            ..SheetChoice::default()
        },
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

/// One photo may show every place.
pub(super) fn postings(post: Post) -> post_disclosure::Everywhere {
    let spot = |place: String| post_disclosure::Spot {
        channel: post.channel,
        place,
        evidence: post.evidence.clone(),
    };
    post_disclosure::Everywhere {
        spots: post.places.into_iter().map(spot).collect(),
        disclosure: post.id,
        acting: acting(post.acting),
    }
}

pub(super) fn taking_down(down: TakeDown) -> take_down_posting::Request {
    take_down_posting::Request {
        sheets: vec![take_down_posting::Sheet {
            disclosure: down.id,
            place: down.place,
        }],
        evidence: down.evidence,
        acting: acting(down.acting),
    }
}
