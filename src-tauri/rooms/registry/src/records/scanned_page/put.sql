INSERT INTO scanned_page (
    id, original, page, picture, width, height, width_mm, height_mm, sheet, sheet_page,
    sheet_pages, standing, reason, note, taken_by, taken_on, taken_entered_at, taken_entered_on
)
VALUES (
    :id, :original, :page, :picture, :width, :height, :width_mm, :height_mm, :sheet, :sheet_page,
    :sheet_pages, 'waiting', :reason, :note, :by, :on, :entered_at, :entered_on
);
