// Drops a file with this name and these bytes onto the page.
const [name, bytes] = arguments
const dataTransfer = new DataTransfer()
dataTransfer.items.add(new File([new Uint8Array(bytes)], name))
window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
