/* <media-recorder>: thirty seconds of voice, listened to again, made anew or erased before anything is sent.
   The result goes into the plain file box of the form. Without a microphone, or without this script, that box remains. */
const LONGEST = 5 * 60;
const KINDS = [
  ["audio/mp4", "m4a"],
  ["audio/webm;codecs=opus", "webm"],
  ["audio/ogg;codecs=opus", "ogg"],
];

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

class MediaVoice extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.state = this.querySelector(".media-state");
    if (!this.input) return;
    this.input.addEventListener("change", () => this.chosen());
    this.kind = window.MediaRecorder && KINDS.find(([type]) => MediaRecorder.isTypeSupported(type));
    if (this.kind && navigator.mediaDevices?.getUserMedia) this.build();
    if (this.input.files.length) this.chosen();
  }

  disconnectedCallback() {
    this.release();
  }

  build() {
    const place = this.querySelector("template").content.cloneNode(true);
    this.input.closest(".kit-field").after(place);
    this.setAttribute("scripted", "");
    this.player = this.querySelector("audio");
    this.time = this.querySelector("[data-time]");
    if (this.held.value) this.show("redo", "erase");
    this.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]")?.dataset.act;
      if (act === "record" || act === "redo") this.record();
      if (act === "stop") this.recorder?.stop();
      if (act === "erase") this.erase();
    });
  }

  async record() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.say("refused");
      return;
    }
    this.erase({ quietly: true });
    this.stream = stream;
    const [type] = this.kind;
    const parts = [];
    this.recorder = new MediaRecorder(this.stream, { mimeType: type, audioBitsPerSecond: 32_000 });
    this.recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    this.recorder.addEventListener("stop", () => this.finish(new Blob(parts, { type })));
    this.recorder.start(1000);
    this.started = performance.now();
    this.ticking = setInterval(() => this.tick(), 500);
    this.tick();
    this.show("stop");
    this.say("recording");
    this.button("stop").focus();
  }

  tick() {
    const seconds = (performance.now() - this.started) / 1000;
    this.time.textContent = clock(seconds);
    if (seconds >= LONGEST && this.recorder?.state === "recording") this.recorder.stop();
  }

  finish(blob) {
    this.release();
    const name = `voix.${this.kind[1]}`;
    const carrier = new DataTransfer();
    carrier.items.add(new File([blob], name, { type: blob.type }));
    this.input.files = carrier.files;
    this.player.src = URL.createObjectURL(blob);
    this.setAttribute("filled", "");
    this.show("redo", "erase");
    this.player.hidden = false;
    this.say("ready");
    this.button("redo").focus();
  }

  erase({ quietly = false } = {}) {
    this.release();
    if (this.player.src) URL.revokeObjectURL(this.player.src);
    this.player.removeAttribute("src");
    this.player.hidden = true;
    this.input.value = "";
    this.held.value = "";
    this.removeAttribute("filled");
    this.show("record");
    if (quietly) return;
    this.say("erased");
    this.button("record").focus();
  }

  chosen() {
    const any = Boolean(this.input.files.length);
    this.toggleAttribute("filled", any || Boolean(this.held.value));
    if (!any || !this.player) return;
    this.show("redo", "erase");
    this.say("chosen");
  }

  get held() {
    return this.querySelector("[name$=sound_held]");
  }

  release() {
    clearInterval(this.ticking);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }

  show(...acts) {
    for (const button of this.querySelectorAll("[data-act]")) button.hidden = !acts.includes(button.dataset.act);
    this.time.hidden = !acts.includes("stop");
    this.querySelector(".media-choose").hidden = acts.includes("stop");
  }

  say(key) {
    this.state.textContent = this.state.dataset[key];
  }

  button(act) {
    return this.querySelector(`[data-act=${act}]`);
  }
}

customElements.define("media-recorder", MediaVoice);
