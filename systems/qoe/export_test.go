package qoe

// Bucket is the bucket of so many units.
var Bucket = bucket
