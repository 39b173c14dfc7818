// Scales and curves that both panels of the line share.

export function verticalScale({ top, bottom }, low, high) {
  const pad = 0.08 * (high - low) || 1;
  const [from, to] = [low - pad, high + pad];
  const toY = (value) => bottom - ((value - from) / (to - from)) * (bottom - top);
  return { from, to, top, bottom, toY };
}

export function stroke(pen, xs, values, frame, scale, color, width, dash = []) {
  pen.beginPath();
  const far = 4 * (scale.bottom - scale.top);
  xs.forEach((x, k) => {
    const y = scale.toY(values[k]);
    pen.lineTo(frame.toX(x), Math.min(scale.bottom + far, Math.max(scale.top - far, y)));
  });
  pen.setLineDash(dash);
  pen.lineWidth = width;
  pen.strokeStyle = color;
  pen.lineJoin = "round";
  pen.stroke();
  pen.setLineDash([]);
}
