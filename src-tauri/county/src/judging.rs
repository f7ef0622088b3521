//! Whether what a township says may be shown, and why not. It looks at the shelf and changes nothing.

use std::borrow::Cow;

use gongkai_letters::{ItemSheet, Opened, Outcome, Refusal};
use gongkai_rulebook::vocabulary::DisclosureClass;

use crate::publish::Told;
use crate::store::{self, Row, Session, Statement, StoreError};

const OWNER: Statement = Statement::both(include_str!("sql/item_owner.sql"));

/// Why what a package says is refused. It is told in the same words each time the package comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// For machines.
    pub code: Cow<'static, str>,
    /// The field at fault, by its name in the metadata.
    pub field: Option<Cow<'static, str>>,
    /// For people.
    pub text: Cow<'static, str>,
}

impl Objection {
    fn new(code: &'static str, field: Option<&'static str>, text: &'static str) -> Self {
        Self {
            code: code.into(),
            field: field.map(Into::into),
            text: text.into(),
        }
    }

    /// A content that is not of its kind's form.
    pub(crate) fn of(refusal: &Refusal) -> Self {
        Self {
            code: refusal.code().into(),
            field: None,
            text: refusal.to_string().into(),
        }
    }

    /// The one that a package's row keeps, if it keeps one.
    pub(crate) fn kept(row: &Row) -> Result<Option<Self>, StoreError> {
        let Some(code) = row.text_if_any("refused_code")? else {
            return Ok(None);
        };
        Ok(Some(Self {
            code: code.into(),
            field: row.text_if_any("refused_field")?.map(Into::into),
            text: row.text("refused_text")?.into(),
        }))
    }

    /// What the receipt says.
    pub(crate) fn outcome(&self) -> Outcome {
        Outcome::Refused {
            reason: self.text.clone().into_owned(),
            field: self.field.clone().map(Cow::into_owned),
        }
    }
}

/// What is wrong with what a package says, in the transaction that would show it.
pub(crate) async fn judge(
    session: &mut dyn Session,
    opened: &Opened<'_>,
) -> Result<Option<Objection>, StoreError> {
    let told = Told::of(&opened.metadata);
    match unfit(&told) {
        Some(objection) => Ok(Some(objection)),
        None => foreign(session, opened, &told).await,
    }
}

/// What no township hands to a county, and what no public site may show.
fn unfit(told: &Told<'_>) -> Option<Objection> {
    let public = |sheet: &ItemSheet| sheet.class == DisclosureClass::Proactive;
    match told {
        Told::Nothing => Some(Objection::new("kind", None, "这一类信函不报县平台")),
        Told::Release(sheet) | Told::Correction(sheet) if !public(sheet) => Some(Objection::new(
            "class",
            Some("公开方式"),
            "只有主动公开的事项可以报县平台",
        )),
        Told::Correction(sheet) if sheet.corrects.is_none() => Some(Objection::new(
            "corrects",
            Some("更正事项标识"),
            "更正没有说明更正的是哪一件",
        )),
        Told::Release(_)
        | Told::Correction(_)
        | Told::Withdrawal(_)
        | Told::Annual(_)
        | Told::Report(_) => None,
    }
}

/// No township speaks of another's item, and nobody corrects what the public has never seen. To take
/// back what is not there is to say nothing.
async fn foreign(
    session: &mut dyn Session,
    opened: &Opened<'_>,
    told: &Told<'_>,
) -> Result<Option<Objection>, StoreError> {
    let corrects = match told {
        Told::Release(sheet) | Told::Correction(sheet) | Told::Withdrawal(sheet) => sheet.corrects,
        Told::Annual(_) | Told::Report(_) | Told::Nothing => None,
    };
    let corrects = corrects.map(|item| item.to_string());
    let township = opened.manifest.township.as_str();
    for (field, item) in [
        ("事项标识", told.item(&opened.manifest.package.to_string())),
        ("更正事项标识", corrects.clone()),
    ] {
        let Some(item) = item else { continue };
        let owner = store::first(session, OWNER, &[item.as_str().into()]).await?;
        let owner = owner.map(|row| row.text("township")).transpose()?;
        let corrected = Some(&item) == corrects.as_ref() && matches!(told, Told::Correction(_));
        match owner {
            Some(owner) if owner != township => {
                let text = "这一事项是别的乡镇报送的";
                return Ok(Some(Objection::new("not-yours", Some(field), text)));
            }
            None if corrected => {
                let text = "被更正的事项不在县平台上，请先报送原事项，或者作为新事项报送";
                return Ok(Some(Objection::new("unknown-item", Some(field), text)));
            }
            Some(_) | None => {}
        }
    }
    Ok(None)
}
