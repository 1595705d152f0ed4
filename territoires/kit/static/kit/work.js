// While a form is under a flood, its page asks the browser for a second of silent work (kit/breaker.py).
// Nobody sees it. Without this file the form works too: what it brings then waits for a person.
const asked = document.querySelector("meta[name=kit-work]");
const PATIENCE = 20_000; // ms: after that the form leaves without the work

if (asked) {
  const { challenge, bits, worker } = asked.dataset;
  let work;

  const solve = () =>
    (work ??= new Promise((resolve) => {
      const thread = new Worker(worker, { type: "module" });
      thread.onmessage = (event) => resolve(event.data);
      thread.onerror = () => resolve("");
      thread.postMessage({ challenge, bits: Number(bits) });
      setTimeout(resolve, PATIENCE, "");
    }));

  const carry = (form, answer) => {
    const box = document.createElement("input");
    Object.assign(box, { type: "hidden", name: "travail", value: answer });
    form.append(box);
  };

  document.addEventListener("focusin", (event) => event.target.form?.method === "post" && solve());
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || form.elements.namedItem("travail")) return;
    event.preventDefault();
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    carry(form, await solve());
    setTimeout(() => form.requestSubmit(event.submitter)); // once this event is over: a form does not leave within it
  });
}
