// Opens a PDF with pdf.js, which comes as a chunk of its own the first time a page is looked at.
import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist'
// The build for older web views: an office's PC is not new.
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

export type { PDFDocumentProxy, RenderTask }

/** Most dots of one drawn page: beyond it a page is drawn coarser, so that an old PC keeps up. */
const MOST_DOTS = 5_000_000

async function library() {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  pdfjs.GlobalWorkerOptions.workerSrc = worker
  return pdfjs
}

/** Opens a PDF. The bytes belong to pdf.js from then on. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const pdfjs = await library()
  const folder = (name: string) => new URL(`pdf/${name}/`, document.baseURI).href
  return pdfjs.getDocument({
    data: bytes,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    enableXfa: false,
    // Characters as outlines: fitted to a coarse screen, those of a 仿宋 face lose strokes.
    disableFontFace: true,
  }).promise
}

/** Draws a page at `scale` (CSS pixels for a point) and lays its text over it for whoever reads aloud. */
export function draw(page: PDFPageProxy, scale: number, canvas: HTMLCanvasElement): RenderTask {
  const viewport = page.getViewport({ scale })
  const wanted = window.devicePixelRatio || 1
  const fine = Math.min(wanted, Math.sqrt(MOST_DOTS / (viewport.width * viewport.height)))
  canvas.width = Math.floor(viewport.width * fine)
  canvas.height = Math.floor(viewport.height * fine)
  return page.render({ canvas, viewport, transform: [fine, 0, 0, fine, 0, 0] })
}

/** Lays the page's text over its picture. */
export async function layText(page: PDFPageProxy, scale: number, container: HTMLElement): Promise<void> {
  const { TextLayer } = await library()
  container.style.setProperty('--total-scale-factor', String(scale))
  const viewport = page.getViewport({ scale })
  await new TextLayer({ textContentSource: page.streamTextContent(), container, viewport }).render()
}
