//! Document properties by their Chinese names; a name or a phone number often stays in them.

use calamine::WorkbookProperties;

use crate::raw::Property;

/// The properties that hold text people wrote.
pub(crate) fn named(properties: WorkbookProperties) -> Vec<Property> {
    let all = [
        ("标题", properties.title),
        ("主题", properties.subject),
        ("作者", properties.creator),
        ("最后保存者", properties.last_modified_by),
        ("备注", properties.description),
        ("关键字", properties.keywords),
        ("类别", properties.category),
        ("单位", properties.company),
        ("负责人", properties.manager),
        ("内容状态", properties.content_status),
    ];
    let mut own: Vec<(String, String)> = properties.custom_properties.into_iter().collect();
    own.sort();
    all.into_iter()
        .map(|(name, text)| (name.to_owned(), text))
        .chain(own.into_iter().map(|(name, text)| (name, Some(text))))
        .filter_map(|(name, text)| {
            let text = text.filter(|text| !text.trim().is_empty())?;
            Some(Property { name, text })
        })
        .collect()
}
