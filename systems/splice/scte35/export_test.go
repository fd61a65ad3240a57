package scte35

// CRC is tested by itself.
var CRC = crc
