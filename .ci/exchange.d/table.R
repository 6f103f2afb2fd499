# Reads the long and the wide table, checks words and counts, writes the long one.
args <- commandArgs(TRUE)
long <- read.csv(args[1], encoding = "UTF-8"); wide <- read.csv(args[2], encoding = "UTF-8")
text <- readChar("a.txt", file.info("a.txt")$size, useBytes = TRUE); Encoding(text) <- "UTF-8"
words <- long[long$target == "words", ]
ok <- sum(substring(text, words$start + 1, words$end) == words$quote)
for (k in unique(long$kind)) stopifnot(sum(wide[[paste0("n_", k)]]) == sum(long$kind == k))
write.csv(long, args[3], row.names = FALSE, fileEncoding = "UTF-8")
cat(ok, " of ", nrow(words), "\n", sep = "")
