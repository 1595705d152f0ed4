/* <media-photo>: a photo is made smaller before it leaves the phone, and the questions about it come when there is one.
   Without this script, or when anything fails, the file goes as it is. */
const LONGEST = 1600;
const SMALL_ENOUGH = 400_000;

async function smaller(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const share = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * share));
  canvas.height = Math.max(1, Math.round(bitmap.height * share));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return { canvas, blob };
}

class MediaPhoto extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.state = this.querySelector(".media-state");
    if (!this.input) return;
    this.setAttribute("scripted", "");
    this.querySelector(".media-acts").hidden = false;
    this.button = this.querySelector("[data-act=erase]");
    this.button.hidden = !this.held.value;
    this.button.addEventListener("click", () => this.erase());
    this.input.addEventListener("change", () => this.take());
    if (this.input.files.length) this.take();
  }

  get held() {
    return this.querySelector("[name$=picture_held]");
  }

  erase() {
    this.input.value = this.held.value = "";
    this.take();
    this.state.textContent = this.state.dataset.erased;
    this.input.focus();
  }

  async take() {
    const [file] = this.input.files;
    this.preview?.remove();
    this.toggleAttribute("filled", Boolean(file || this.held.value));
    this.button.hidden = !(file || this.held.value);
    this.state.textContent = file ? this.state.dataset.ready : "";
    if (!file?.type.startsWith("image/")) return;
    try {
      const { canvas, blob } = await smaller(file);
      if (this.input.files[0] !== file) return; // another one was chosen meanwhile
      if (blob && blob.size < file.size && (file.size > SMALL_ENOUGH || file.type !== "image/jpeg")) this.put(blob);
      this.show(canvas);
    } catch {
      // a picture this browser cannot draw: the server will say what it thinks of it
    }
  }

  put(blob) {
    const carrier = new DataTransfer();
    carrier.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
    this.input.files = carrier.files;
  }

  show(canvas) {
    this.preview = canvas;
    canvas.className = "media-preview";
    canvas.setAttribute("aria-hidden", "true");
    this.state.before(canvas);
  }
}

customElements.define("media-photo", MediaPhoto);
