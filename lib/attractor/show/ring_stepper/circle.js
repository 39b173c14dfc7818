// The hosts in a circle, each with the block it holds and how much of it counts.
import { sized } from "../explorable/canvas.js";

const TURN = 2 * Math.PI;

// Where the hosts stand: clockwise, the first on top.
export function hostPlaces([width, height], hosts) {
  const half = Math.min(width, height) / 2;
  const radius = Math.min(36, 0.3 * half, (0.6 * Math.PI * half) / hosts);
  const far = half - radius - 8;
  const angles = Array.from({ length: hosts }, (_, k) => (k / hosts) * TURN - TURN / 4);
  return {
    radius, far, middle: [width / 2, height / 2], angles,
    at: angles.map((angle) =>
      [width / 2 + far * Math.cos(angle), height / 2 + far * Math.sin(angle)]),
  };
}

// found: { hosts, step, sources, pairs, most, owner }.
export function drawCircle(canvas, size, found, colors) {
  const pen = sized(canvas, ...size);
  const stand = hostPlaces(size, found.hosts);
  if (found.hosts > 1 && found.step < found.hosts - 1) drawPassing(pen, stand, colors);
  stand.at.forEach((at, host) => drawHost(pen, { at, host }, stand, found, colors));
}

// An arrow on the circle from each host to the next.
function drawPassing(pen, { radius, far, middle, angles }, colors) {
  const gap = 2 * Math.asin(Math.min(1, (radius + 6) / (2 * far)));
  const step = TURN / angles.length;
  pen.strokeStyle = pen.fillStyle = colors.pattern;
  pen.lineWidth = 2;
  for (const angle of angles) {
    const [from, to] = [angle + gap, angle + step - gap];
    if (to - from < 0.02) continue;
    pen.beginPath();
    pen.arc(...middle, far, from, Math.max(from, to - 7 / far));
    pen.stroke();
    arrowHead(pen, middle, far, to);
  }
}

function arrowHead(pen, [x, y], far, angle) {
  const tip = [x + far * Math.cos(angle), y + far * Math.sin(angle)];
  const along = angle + TURN / 4 - 5 / far;
  const corner = (turn) =>
    [tip[0] - 10 * Math.cos(along + turn), tip[1] - 10 * Math.sin(along + turn)];
  pen.beginPath();
  pen.moveTo(...tip);
  pen.lineTo(...corner(0.45));
  pen.lineTo(...corner(-0.45));
  pen.fill();
}

function drawHost(pen, { at, host }, stand, found, colors) {
  const { radius } = stand;
  const share = found.pairs[host][found.step] / found.most;
  const chosen = host === found.owner;
  pen.fillStyle = colors.surface;
  pen.beginPath();
  pen.arc(...at, radius, 0, TURN);
  pen.fill();
  pen.lineWidth = 5;
  pen.strokeStyle = colors.grid;
  ring(pen, at, radius - 3, 1);
  pen.strokeStyle = colors.holds;
  if (share > 0) ring(pen, at, radius - 3, share);
  if (chosen || share === 0) {
    pen.strokeStyle = chosen ? colors.query : colors.fails;
    pen.lineWidth = chosen ? 3 : 2;
    pen.setLineDash(share === 0 ? [5, 4] : []);
    ring(pen, at, radius + 1, 1);
    pen.setLineDash([]);
  }
  writeHost(pen, { at, host, share, chosen }, stand, found, colors);
}

// The part `share` of a circle, from the top.
function ring(pen, at, radius, share) {
  pen.beginPath();
  pen.arc(...at, radius, -TURN / 4, -TURN / 4 + share * TURN);
  pen.stroke();
}

function writeHost(pen, { at: [x, y], host, share, chosen }, stand, found, colors) {
  const roomy = stand.radius >= 30;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = colors.pattern;
  pen.font = `700 ${roomy ? 18 : 14}px ${colors.font}`;
  pen.fillText(String(found.sources[host]), x, y + (roomy ? 5 : 0));
  if (roomy) {
    pen.font = `12px ${colors.font}`;
    pen.fillText("block", x, y - 12);
  }
  const inward = stand.far - stand.radius - 13;
  const angle = stand.angles[host];
  const label = [
    stand.middle[0] + (inward - 16 * Math.abs(Math.cos(angle))) * Math.cos(angle),
    stand.middle[1] + inward * Math.sin(angle),
  ];
  if (found.hosts === 1) label[1] = y + stand.radius + 16;
  pen.font = `${chosen ? "700 " : ""}12px ${colors.font}`;
  pen.fillStyle = share === 0 ? colors.fails : chosen ? colors.query : colors.text;
  const idle = found.hosts > 6 ? `${host} idle` : `host ${host} idles`;
  const name = found.hosts > 6 ? `${host}` : `host ${host}`;
  pen.fillText(share === 0 ? idle : name, ...label);
}
