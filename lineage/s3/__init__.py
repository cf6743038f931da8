"""S3: the one room that speaks it. Archive and ledger know a bucket, not the library."""
