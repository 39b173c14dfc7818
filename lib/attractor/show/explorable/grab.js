// Press or drag anywhere on a picture: move(x), in pixels of the stage, while a pointer
// is down, and settle() when it is let go.
export function grab(stage, move, settle) {
  let held = false;
  const at = (event) => event.clientX - stage.getBoundingClientRect().left;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = true;
    stage.setPointerCapture(event.pointerId);
    move(at(event));
  });
  stage.addEventListener("pointermove", (event) => { if (held) move(at(event)); });
  const drop = () => { if (held) settle(); held = false; };
  stage.addEventListener("pointerup", drop);
  stage.addEventListener("pointercancel", drop);
}
