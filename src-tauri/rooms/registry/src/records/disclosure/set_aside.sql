SELECT disclosure.id, disclosure.entry, disclosure.title, remark.why, remark.made_on,
    staff.name AS by
FROM disclosure
JOIN disclosure_remark AS remark ON remark.disclosure = disclosure.id AND remark.kind = 'set_aside'
JOIN staff ON staff.id = remark.by
WHERE disclosure.state = 'set_aside'
ORDER BY remark.made_entered_at DESC, disclosure.id DESC
