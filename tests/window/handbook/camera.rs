//! The camera of the handbook: pictures of parts of the window, with a red ring around what is to
//! be pressed, as manuals have it. Without a folder for pictures it looks and takes none.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use stage::window::Window;

/// Takes pictures where somebody asked for them.
pub(super) struct Camera {
    folder: Option<PathBuf>,
}

/// Draws a ring around the smallest thing in sight that says each of the words.
const RING: &str = r"
const [words, css] = arguments
const clean = (text) => (text ?? '').replaceAll(/\s+/g, '')
const seen = (one) => one.getClientRects().length > 0
const said = (one) => clean(one.innerText || one.value || one.getAttribute('aria-label') || one.getAttribute('placeholder'))
const things = [...document.querySelector(css).querySelectorAll('button, a, label, [role=tab], input, textarea, select, .tag, span, p, td, li, fieldset, nav')]
const fitting = things.filter((one) => seen(one) && said(one).includes(clean(words)))
fitting.sort((one, other) => said(one).length - said(other).length)
const found = fitting.find((one) => !fitting.some((other) => other !== one && one.contains(other)))
if (!found) return false
const whole = found.closest('button, a, label') ?? found
whole.scrollIntoView({ block: 'nearest' })
const { left, top, width, height } = whole.getBoundingClientRect()
const ring = document.createElement('div')
ring.dataset.ring = ''
Object.assign(ring.style, {
  position: 'fixed', zIndex: 99999, pointerEvents: 'none', borderRadius: '8px', border: '3px solid #e0262b',
  left: `${left - 6}px`, top: `${top - 5}px`, width: `${width + 12}px`, height: `${height + 10}px`,
})
document.body.append(ring)
return true
";

/// Takes rings and the pointer's traces away.
const CLEAR: &str = "document.querySelectorAll('[data-ring]').forEach((ring) => ring.remove())";

/// Where an element stands, with a little room for the rings, as far as it is in sight and not under
/// the page's bar of buttons.
const PLACE: &str = r"
const part = document.querySelector(arguments[0])
const { left, top, right, bottom } = part.getBoundingClientRect()
const bar = [...document.querySelectorAll('main .actions.bar')].find((one) => !part.contains(one))
// Around a dialog there is nothing to see.
const room = part.closest('.el-dialog') ? 0 : 8
const [x, y] = [Math.max(0, left - room), Math.max(0, top - room)]
const end = Math.min(innerHeight, bottom + room, bar && !part.closest('.el-dialog') ? bar.getBoundingClientRect().top : innerHeight)
return [x, y, Math.min(innerWidth, right + room) - x, end - y].map((one) => Math.round(one * devicePixelRatio))
";

/// What was last done to the page has been painted: two frames have gone by since it was asked.
const PAINTED: &str = r"
if (window.__painted === undefined) {
  window.__painted = false
  requestAnimationFrame(() => requestAnimationFrame(() => { window.__painted = true }))
}
if (!window.__painted) return false
window.__painted = undefined
return true
";

/// Nothing moves.
pub(super) const STILL: &str = r"
const moving = document.getAnimations().some((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity)
return !moving
";

/// Everything that moves has come to rest and every page of paper in sight is drawn.
const AT_REST: &str = r"
document.activeElement?.blur()
const moving = document.getAnimations().some((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity)
const seen = (one) => one.getClientRects().length > 0
const passing = [...document.querySelectorAll('.el-message, .is-loading')].some(seen)
const inSight = (one) => one.getBoundingClientRect().top < innerHeight - 40
const pages = [...document.querySelectorAll('.paper canvas')].filter((one) => seen(one) && inSight(one))
return !moving && !passing && pages.every((one) => one.width > 50 && one.toDataURL().length > 4000)
";

impl Camera {
    /// The folder that `GONGKAI_PICTURES` names, if any.
    pub(super) fn asked_for() -> Self {
        let folder = std::env::var_os("GONGKAI_PICTURES").map(PathBuf::from);
        Self { folder }
    }

    /// A picture of the first element that fits `css`, with a ring around each of `rings`. What is
    /// to be ringed must be there, also where nobody takes a picture.
    #[track_caller]
    pub(super) fn takes(&self, window: &Window<'_>, name: &str, css: &str, rings: &[&str]) {
        let show = "document.querySelector(arguments[0]).scrollIntoView({ block: 'start' })";
        window.runs(show, vec![json!(css)]);
        window.waits_until(&format!("{name} is painted"), PAINTED);
        window.waits_until(&format!("{name} is at rest"), AT_REST);
        for words in rings {
            let ringed = window.runs(RING, vec![json!(words), json!(css)]);
            assert_eq!(ringed, json!(true), "{name}: “{words}” is not to be seen");
        }
        window.waits_until(&format!("{name} is painted"), PAINTED);
        if let Some(folder) = &self.folder {
            let path = folder.join(format!("{name}.png"));
            window.pictures(&path);
            crop(&path, &window.runs(PLACE, vec![json!(css)]));
        }
        window.runs(CLEAR, Vec::new());
    }
}

/// Leaves of a picture what stands at `place`: left, top, width, height.
fn crop(path: &Path, place: &Value) {
    let at =
        |index: usize| usize::try_from(place[index].as_u64().expect("a place")).expect("a size");
    let (left, top, width, height) = (at(0), at(1), at(2), at(3));
    let decoder = png::Decoder::new(BufReader::new(File::open(path).expect("a picture")));
    let mut reader = decoder.read_info().expect("a png");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let told = reader.next_frame(&mut pixels).expect("pixels");
    let depth = told.color_type.samples();
    let part: Vec<u8> = pixels
        .chunks_exact(told.line_size)
        .skip(top)
        .take(height)
        .flat_map(|line| &line[left * depth..(left + width) * depth])
        .copied()
        .collect();
    let file = BufWriter::new(File::create(path).expect("a picture"));
    let size = |pixels: usize| u32::try_from(pixels).expect("a size");
    let mut encoder = png::Encoder::new(file, size(width), size(part.len() / (width * depth)));
    encoder.set_color(told.color_type);
    encoder.set_depth(told.bit_depth);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&part).expect("pixels");
}
