// Reads a QR code by the camera. Some browsers find codes by themselves; for the others a decoder is
// loaded from our own origin, at the first use.

// So many pixels across are enough for a code that fills half of the picture.
const WIDE = 640;
const STEP = 100;

export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

// What the first code says that the camera sees; nothing once the element is gone. What the browser
// refuses is thrown.
export async function readCode(id) {
  const video = document.getElementById(id);
  const wanted = { facingMode: "environment", width: { ideal: 1280 } };
  const [stream, find] = await Promise.all([
    navigator.mediaDevices.getUserMedia({ audio: false, video: wanted }),
    finder(),
  ]);
  try {
    video.srcObject = stream;
    await video.play();
    while (video.isConnected) {
      const text = await find(video);
      if (text) return text;
      await new Promise((resolve) => setTimeout(resolve, STEP));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

async function finder() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (formats?.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const { decodeQR } = await import(`${globalThis.palierVersion}scan/decode.js`);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    const scale = Math.min(1, WIDE / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // No code in this picture.
      return undefined;
    }
  };
}
