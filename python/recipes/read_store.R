# The runs of a store in R: means with their intervals by strategy, and a table that `accord analyze` takes back.
#   Rscript read_store.R STORE TABLE.csv
library(RSQLite)

arguments <- commandArgs(trailingOnly = TRUE)
store <- dbConnect(SQLite(), arguments[1], flags = SQLITE_RO)
runs <- dbReadTable(store, "runs", check.names = FALSE)
units <- dbReadTable(store, "outcome", check.names = FALSE)
dbDisconnect(store)

runs <- runs[runs$status == "done", ]
cat(nrow(runs), "runs;", "ability-mean in", units$unit[units$id == "ability-mean"], "\n")
gain <- aggregate(`ability-mean` ~ strategy + condition, runs, function(y) {
  c(mean = mean(y), half = qt(0.975, length(y) - 1) * sd(y) / sqrt(length(y)))
})
print(gain)

# Write what tells runs apart, inputs and outcomes; row names and TRUE/FALSE are understood.
runs$is_calm <- runs$condition == "calm"
write.csv(runs[, c("strategy", "is_calm", "replicate", "trust.loss-ratio", "hours.pair", "hidden-goals", "ability-mean")],
          arguments[2])
