import sharp from 'sharp';

/** Writes a picture with as many colours as it needs, 256 at most: a third of the bytes of a screenshot. */
export async function smallPng(png: Buffer, file: string, colours = 256): Promise<number> {
  const { size } = await sharp(png)
    .png({ palette: true, colours, effort: 10, compressionLevel: 9 })
    .toFile(file);
  return size;
}
