/** A number that belongs to nobody: the 199 range filled up with the person's id. */
export const phoneOf = (id) => `199${String(id).slice(-8).padStart(8, "0")}`;
export const somewhere = () => ({ do: "location", latitude: 25.12 + Math.random() / 50, longitude: 114.92 + Math.random() / 50 });

const base64Of = (bytes) => {
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(""));
};

/** What somebody picked from their machine, as the kind of message it becomes. */
export async function pickedFile(file) {
  const kind = { image: "photo", video: "video", audio: "voice" }[file.type.split("/")[0]] ?? "document";
  return { do: "file", kind, base64: base64Of(new Uint8Array(await file.arrayBuffer())), name: file.name, mime: file.type };
}

export const paperOf = (language) => {
  const text = language === "zh" ? "申请书：请为我家办理低保。" : "Application: please look into support for my household.";
  const name = language === "zh" ? "申请书.txt" : "application.txt";
  return { do: "file", kind: "document", name, mime: "text/plain; charset=utf-8", base64: base64Of(new TextEncoder().encode(text)) };
};

/** A road with a hole, drawn here, so that nobody's real photo is needed. */
function drawRoad(canvas, index) {
  const pen = canvas.getContext("2d");
  const fill = (colour, ...box) => {
    pen.fillStyle = colour;
    pen.fillRect(...box);
  };
  fill(["#a9d3ee", "#f1cfa0", "#b9c4d6"][index % 3], 0, 0, 480, 150);
  fill("#6a9a4c", 0, 120, 480, 240);
  pen.fillStyle = "#8d8d8d";
  pen.beginPath();
  pen.moveTo(200, 120);
  pen.lineTo(280, 120);
  pen.lineTo(440, 360);
  pen.lineTo(40, 360);
  pen.fill();
  pen.fillStyle = "#3d2f24";
  pen.beginPath();
  pen.ellipse(170 + 40 * (index % 4), 250, 62, 28, 0.2, 0, 7);
  pen.fill();
}

const newCanvas = () => Object.assign(document.createElement("canvas"), { width: 480, height: 360 });

export function drawnPhoto(index) {
  const canvas = newCanvas();
  drawRoad(canvas, index);
  return { do: "file", kind: "photo", mime: "image/jpeg", base64: canvas.toDataURL("image/jpeg", 0.7).split(",")[1] };
}

const filmMs = 1_500;

/** A short film of that road, taken by the browser itself; where it cannot, bytes that stand for one. */
export async function filmed() {
  const plain = { do: "file", kind: "video", duration: 2 };
  if (typeof MediaRecorder === "undefined" || !MediaRecorder.isTypeSupported("video/webm")) return plain;
  const canvas = newCanvas();
  const recorder = new MediaRecorder(canvas.captureStream(12), { mimeType: "video/webm" });
  const pieces = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const ended = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  let frame = 0;
  const drawing = setInterval(() => {
    frame += 1;
    drawRoad(canvas, frame / 3);
  }, 80);
  recorder.start();
  await new Promise((resolve) => setTimeout(resolve, filmMs));
  recorder.stop();
  clearInterval(drawing);
  await ended;
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  return { ...plain, mime: "video/webm", base64: base64Of(bytes) };
}

/** Two seconds of a humming sound as a WAV file. */
export function spokenVoice() {
  const rate = 8000;
  const samples = Uint8Array.from(
    { length: rate * 2 },
    (_, at) => 128 + 60 * Math.sin(at / (6 + 3 * Math.sin(at / 900))) * Math.sin(at / 2500),
  );
  const header = new DataView(new ArrayBuffer(44));
  const text = (at, letters) =>
    [...letters].forEach((letter, index) => {
      header.setUint8(at + index, letter.charCodeAt(0));
    });
  text(0, "RIFF");
  header.setUint32(4, 36 + samples.length, true);
  text(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  text(36, "data");
  header.setUint32(40, samples.length, true);
  const bytes = Uint8Array.from([...new Uint8Array(header.buffer), ...samples]);
  return { do: "file", kind: "voice", mime: "audio/wav", duration: 2, base64: base64Of(bytes) };
}
