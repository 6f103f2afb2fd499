// Command stet is a news reader for the terminal that is also a coding desk.
package main

func main() {}
