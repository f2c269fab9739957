export const sampleUrls: string[] = []
