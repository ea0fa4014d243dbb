// Once what is in the page now has been painted. In a tab that nobody sees nothing is, so not for long.
export const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

// The picture that was chosen in a field: upright, at most 1,600 pixels a side, and drawn anew, so that
// nothing of where, when and with what it was taken is left.
export const shrink = async (id) => {
  const field = document.getElementById(id);
  const picture = await createImageBitmap(field.files[0]);
  field.value = "";
  const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, picture.width * scale);
  canvas.height = Math.max(1, picture.height * scale);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
  return new Uint8Array(await small.arrayBuffer());
};
